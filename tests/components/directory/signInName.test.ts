import assert from "node:assert/strict";

import { createSignInNames, SignInName } from "../../../components/directory/signInName";
import { zone } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

describe("SignInName", () => {
    const recording = recordOnce(
        () => new SignInName("people", { userPoolId: "pool", host: "login.example.com", zone }),
    );

    it("gives the hosted sign-in a name, with a certificate in us-east-1", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cognito.UserPoolDomain"), {
            userPoolId: "pool",
            domain: "login.example.com",
            certificateArn: zone.cloudFrontCertificateArn,
        });
        assert.partialDeepStrictEqual(graph.inputs("route53.Record"), {
            name: "login.example.com",
            aliases: [{ name: "d-people.cloudfront.net", zoneId: "ZCLOUDFRONT" }],
        });
    });

    it("requires a directory with a hosted sign-in name", async () => {
        const directories = { people: { userPoolId: "a" }, staff: { userPoolId: "b" } };
        const domainOf = (id: string) =>
            id === "directory/staff" ? { host: "login.example.com", zone } : undefined;
        const { graph } = await record(() => {
            createSignInNames(directories, domainOf, {});
        });
        assert.deepEqual(graph.names("SignInName"), ["staff"]);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "SignInName", ["url"]);
    });
});
