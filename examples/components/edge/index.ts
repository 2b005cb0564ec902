/** A key and a topic in us-east-1, where CloudFront measures and logs. */
import { Edge } from "../../../components/edge";
import { accountId } from "../account";

const edge = new Edge("edge", { stack: "shop", accountId });

export const { keyArn, alarmTopicArn } = edge;
