/** Regions of AWS and their zones. */
import known from "../../model/regions.json";
import { nearest } from "../../model/text";
import { ZONE_LETTERS } from "../../model/cidr";

const SHAPE = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** The words for what is allowed instead of a region that AWS does not have; undefined if it has it. */
export function otherRegion(text: string): string | undefined {
    if (known.regions.includes(text)) return undefined;
    const near = nearest(text, known.regions);
    const words = 'an AWS region such as "eu-west-1"';
    if (near !== undefined) return `${words}; did you mean "${near}"?`;
    return SHAPE.test(text) ? `${words}; AWS had no such region on ${known.asOf}` : words;
}

/**
 * The letters of zones, where a region has other ones than a, b and c. In some regions an account has two or three of
 * them, and which ones differs; Tokyo's b is of accounts that are older than this project.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const ZONES: Readonly<Record<string, string>> = {
    "ap-northeast-1": "acd",
    "ap-northeast-2": "abcd",
    "ca-central-1": "abd",
    "us-east-1": "abcdef",
    "us-west-2": "abcd",
};

/** Regions whose zones are known: not those that few can see, and not those that are announced. */
const OPEN = /^(af|ap|ca|eu|il|me|mx|sa|us)-(gov-)?[a-z]+-\d$/;
const ANNOUNCED = ["me-west-1", "sa-west-1"];

/** The letters of the zones that a region has. */
export function zonesOf(region: string): readonly string[] {
    if (!OPEN.test(region) || ANNOUNCED.includes(region)) return ZONE_LETTERS;
    return [...(ZONES[region] ?? "abc")];
}
