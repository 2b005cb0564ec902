export { ApplicationServer, type ApplicationServerArgs } from "./applicationServer";
