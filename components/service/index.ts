export { Cluster, type ClusterArgs } from "./cluster";
export { ContainerService, type ContainerServiceArgs } from "./containerService";
export { Namespace, type NamespaceArgs } from "./namespace";
