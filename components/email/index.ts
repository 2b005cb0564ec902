export { EmailDomain, type EmailDomainArgs } from "./emailDomain";
