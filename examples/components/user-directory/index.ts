/** A Cognito user pool with a hosted sign-in. */
import { UserDirectory } from "../../../components/directory";
import { region } from "../account";

const customers = new UserDirectory("customers", {
    selfSignUp: true,
    signInPrefix: "example-shop",
    callbackUrls: ["https://shop.example.com/signed-in"],
    region,
});

export const { userPoolId, clientId, signInUrl } = customers;
