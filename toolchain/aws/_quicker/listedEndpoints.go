package quicker

import "github.com/hashicorp/terraform-plugin-framework/provider/schema"

// listedEndpoints is endpointsBlock as a list. In a set an element's path is the element's whole value, and each of its 300 attributes
// has it written down for a log when it is validated, which took longer than all else that the provider does before it is ready.
// Nothing reads this block: endpoints are taken from the other provider's configuration.
func listedEndpoints() schema.ListNestedBlock {
	return schema.ListNestedBlock{NestedObject: endpointsBlock().NestedObject}
}
