/** A name of its own for a hosted sign-in; the domain itself must have an address already. */
import { Domain } from "../../../components/edge";
import { SignInName, UserDirectory } from "../../../components/directory";
import { region } from "../account";

const zone = new Domain("domain", { name: "shop.example.com", region });
const customers = new UserDirectory("customers", {
    signInHost: "login.shop.example.com",
    callbackUrls: ["https://shop.example.com/signed-in"],
    region,
});
const signIn = new SignInName("customers", {
    userPoolId: customers.userPoolId,
    host: "login.shop.example.com",
    zone,
});

export const { url } = signIn;
