/** Where the examples are deployed to: `pulumi config set aws:region eu-west-1`, and the account's number. */
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config("aws");

export const region = config.require("region");

/** The only account that may be touched: `pulumi config set --path 'aws:allowedAccountIds[0]' 111122223333`. */
export const [accountId = ""] = config.requireObject<readonly string[]>("allowedAccountIds");
