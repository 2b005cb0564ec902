export { Parameter, type ParameterArgs } from "./parameter";
export { parameterLink, type ParameterReference } from "./parameterLink";
