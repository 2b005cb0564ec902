/** What the delivery roles may touch, against what stacks have: a service that is missing there fails a deployment on AWS. */
import assert from "node:assert/strict";

import { SERVICES } from "../../components/pipeline/services";
import { kindOf } from "../support/graph";
import { STACKS } from "../support/program";
import { pinnedUrns } from "./urns/pinned";

/** Services of the types of a module of the provider, as IAM calls them, where that is not the module's name. */
const IAM: Readonly<Record<string, readonly string[]>> = {
    accessanalyzer: ["access-analyzer"],
    apigatewayv2: ["apigateway"],
    appautoscaling: ["application-autoscaling"],
    backup: ["backup", "backup-storage"],
    cfg: ["config"],
    cloudwatch: ["cloudwatch", "events", "logs"],
    codestarconnections: ["codestar-connections"],
    cognito: ["cognito-idp"],
    costexplorer: ["ce"],
    ebs: ["ec2"],
    lb: ["elasticloadbalancing"],
    sesv2: ["ses"],
    vpc: ["ec2"],
};

/** Modules that the roles are given in other words. */
const OTHERWISE: Readonly<Record<string, string>> = {
    chatbot: "in the statement of the account, as it has a region of its own",
    iam: "roles and policies only",
};

describe("the services that a deployment may touch", () => {
    it("are all of those that stacks have resources of", () => {
        const modules = new Set(
            STACKS.flatMap((stack) => pinnedUrns(stack)).flatMap((urn) => {
                const type = (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
                return type.startsWith("aws:") ? [kindOf(type).split(".")[0] ?? ""] : [];
            }),
        );
        assert.ok(modules.size > 30, String(modules.size));
        const missing = [...modules]
            .filter((module) => !(module in OTHERWISE))
            .flatMap((module) => IAM[module] ?? [module])
            .filter((service) => !SERVICES.includes(service));
        assert.deepEqual(missing, []);
    });
});
