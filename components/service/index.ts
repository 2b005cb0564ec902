export { Cluster, type ClusterArgs } from "./cluster";
export { ContainerService, type ContainerServiceArgs } from "./containerService";
export { createTaskDefinition, familyOf, type TaskArgs } from "./taskDefinition";
export { Namespace, type NamespaceArgs } from "./namespace";
