/** A DNS zone with certificates for everything below it. */
import { Domain } from "../../../components/edge";
import { region } from "../account";

const domain = new Domain("domain", { name: "shop.example.com", region });

export const { nameServers, certificateArn } = domain;
