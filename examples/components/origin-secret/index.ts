/** A value by which a load balancer knows requests that came through CloudFront. */
import { OriginSecret } from "../../../components/edge";

const secret = new OriginSecret("shop");

export const { value } = secret;
