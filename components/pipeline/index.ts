export {
    DeliveryPipeline,
    type DeliveryPipelineArgs,
    type PipelineRepository,
    type PipelineStep,
} from "./deliveryPipeline";
export { DELIVERY_PATH, DeliveryRoles, type DeliveryRole, type DeliveryRolesArgs } from "./deliveryRoles";
