export type { EmailSender } from "./emailSender";
export { SignInName, createSignInNames, type SignInNameArgs } from "./signInName";
export { directoryLink, issuerOf } from "./directoryLink";
export { UserDirectory, type ClientArgs, type UserDirectoryArgs } from "./userDirectory";
