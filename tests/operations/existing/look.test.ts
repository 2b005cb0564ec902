import assert from "node:assert/strict";

import type { Question } from "../../../operations/aws/ask";
import { certificateProblems, ruleProblems } from "../../../operations/existing/look";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";

const LISTENER =
    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210";
const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234";

const settings = settingsOf({
    ...minimal,
    network: undefined,
    domain: { name: "shop.example.com", zoneId: "Z0123456789ABC", certificate: "existing:certificate/shop" },
    sites: { www: { content: "examples/sample/site", subdomain: "www" } },
    services: {
        web: {
            image: "nginx:1.29",
            public: { loadBalancer: "existing:loadBalancer/shared", priority: 20 },
        },
    },
    existing: {
        network: {
            vpcId: "vpc-0123456789abcdef0",
            privateSubnetIds: ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"],
        },
        certificates: { shop: { cloudFront: CERTIFICATE } },
        loadBalancers: { shared: { listenerArn: LISTENER, securityGroupId: "sg-0123456789abcdef0" } },
    },
});

describe("a certificate that is given by ARN", () => {
    const said = async (answer: object): Promise<string[]> => {
        const asked: Question[] = [];
        const problems = await certificateProblems(settings, async (question) => {
            asked.push(question);
            return Promise.resolve(JSON.stringify(answer));
        });
        assert.deepEqual(
            asked.map(({ service, region, body }) => [service, region, body]),
            [["acm", "us-east-1", JSON.stringify({ CertificateArn: CERTIFICATE })]],
        );
        return problems.map((problem) =>
            problem.replace(`plumbline:existing.certificates.shop.cloudFront: "${CERTIFICATE}" `, ""),
        );
    };
    const Certificate = (more: object) => ({
        Certificate: { Status: "ISSUED", DomainName: "shop.example.com", ...more },
    });

    it("must be there, issued, and for each host", async () => {
        assert.deepEqual(await said({}), ["does not exist; it must be there before this stack uses it"]);
        assert.deepEqual(await said(Certificate({ Status: "EXPIRED" })), ["is EXPIRED; it must be ISSUED"]);
        assert.deepEqual(
            await said(Certificate({ SubjectAlternativeNames: ["shop.example.com", "*.example.com"] })),
            ["is not for www.shop.example.com (site/www); it is for shop.example.com, *.example.com"],
        );
        assert.deepEqual(await said(Certificate({ SubjectAlternativeNames: ["*.shop.example.com"] })), []);
    });
});

describe("a place among the rules of a listener that exists", () => {
    const rules = ["10", "20", "21", "default"].map((Priority) => ({
        RuleArn: `rule-${Priority}`,
        Priority,
    }));
    const said = (own: string[]): Promise<string[]> =>
        ruleProblems(
            settings,
            own.map((id) => ({ id }) as Resource),
            async (listenerArn) => {
                assert.equal(listenerArn, LISTENER);
                return Promise.resolve(rules);
            },
        );

    it("is taken by somebody else, or free, or the stack's own", async () => {
        assert.deepEqual(await said([]), [
            "plumbline:services.web.public.priority: 20 is taken by a rule of somebody else's on existing:loadBalancer/shared; 22 is free",
        ]);
        assert.deepEqual(await said(["rule-20"]), []);
    });

    it("is not looked for on a listener that is not there, which the program says", async () => {
        assert.deepEqual(await ruleProblems(settings, [], async () => Promise.resolve(undefined)), []);
    });
});
