module plumbline/toolchain/terraform-provider-aws

go 1.25.11

// In the versions that aws/go.mod has; the provider itself is the copy that trim-aws makes.
require (
	github.com/hashicorp/terraform-plugin-framework v1.19.0
	github.com/hashicorp/terraform-plugin-go v0.31.0
	github.com/hashicorp/terraform-plugin-mux v0.23.0
	github.com/hashicorp/terraform-provider-aws v0.0.0
)
