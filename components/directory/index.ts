export { SignInName, createSignInNames, type SignInNameArgs } from "./signInName";
export { UserDirectory, type ClientArgs, type UserDirectoryArgs } from "./userDirectory";
