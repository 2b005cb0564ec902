/** A domain that sends e-mail, with its records. */
import { Domain } from "../../../components/edge";
import { EmailDomain } from "../../../components/email";
import { accountId, region } from "../account";

const zone = new Domain("domain", { name: "shop.example.com", region });
const email = new EmailDomain("main", {
    accountId,
    region,
    domain: zone.domainName,
    zoneId: zone.zoneId,
    from: "Shop <no-reply@shop.example.com>",
});

export const { sender, configurationSetName } = email;
