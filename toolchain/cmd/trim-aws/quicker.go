package main

const (
	impliedType = "func (b *Block) ImpliedType() cty.Type {"
	tofuSchema  = "bridge/pkg/vendored/opentofu/configs/configschema/"
	sdkSchema   = "plugin-sdk/internal/configs/configschema/"
	resources   = "plugin-sdk/helper/schema/"
	isObject    = "\tif ot, ok := other.typeImpl.(typeObject); ok {\n\t\tif len("
	sameObject  = "\tif ot, ok := other.typeImpl.(typeObject); ok {\n" +
		"\t\tif sameAttributes(t, ot) {\n\t\t\treturn true\n\t\t}\n\t\tif len("
)

// quicker keeps what has been found out of schemas and types. The schema of a web ACL has thousands of attributes, and most of the
// time that the provider took for a preview went into comparing, copying and converting their types again with every value. The
// released provider has none of this, and answers the same (docs/adr/0028-web-acls-in-previews.md).
var quicker = changes{
	additions: []addition{
		{"aws/_quicker/sameTypes.go", "hashicorp-cty/cty/quicker.go", "cty"},
		{"aws/_quicker/sameTypes.go", "zclconf-cty/cty/quicker.go", "cty"},
		{"aws/_quicker/impliedType.go", sdkSchema + "quicker.go", "configschema"},
		{"aws/_quicker/servedSchema.go", resources + "quicker.go", "schema"},
		{"aws/_quicker/tofuImpliedType.go", tofuSchema + "quicker.go", "configschema"},
		{"aws/_quicker/convertedTypes.go", "bridge/pkg/tfshim/sdk-v2/quicker.go", "sdkv2"},
		{"aws/_quicker/listedEndpoints.go", "upstream/internal/provider/framework/quicker.go", "framework"},
	},
	edits: []edit{
		{"hashicorp-cty/cty/object_type.go", isObject, sameObject},
		{"zclconf-cty/cty/object_type.go", isObject, sameObject},

		{sdkSchema + "implied_type.go", impliedType, "func (b *Block) impliedType() cty.Type {"},
		{sdkSchema + "schema.go", "import (\n", "import (\n\t\"sync/atomic\"\n\n"},
		{
			sdkSchema + "schema.go",
			"type Block struct {\n", "type Block struct {\n\timplied atomic.Pointer[implied]\n\n",
		},
		{
			"plugin-sdk/internal/plans/objchange/normalize_obj.go",
			"if ty := blockS.Block.ImpliedType(); ty.HasDynamicTypes() {", "if blockS.Block.HasDynamicTypes() {",
		},

		{
			resources + "core_schema.go",
			"func (r *Resource) CoreConfigSchema() ", "func (r *Resource) buildCoreConfigSchema() ",
		},
		{
			resources + "resource.go",
			"type Resource struct {\n", "type Resource struct {\n\tserved schemaFunc\n\n",
		},
		{
			resources + "grpc_provider.go",
			"*GRPCProviderServer {\n\treturn &", "*GRPCProviderServer {\n\tkeepSchemas(p)\n\treturn &",
		},

		{
			resources + "resource_diff.go",
			"\tforcedNewKeys map[string]bool\n", "\tforcedNewKeys map[string]bool\n\townsSchema bool\n",
		},
		{
			resources + "resource_diff.go",
			"\tvar schema *Schema\n\tschemaL := addrToSchema(keyParts, d.schema)\n",
			"\td.ownSchema()\n\tvar schema *Schema\n\tschemaL := addrToSchema(keyParts, d.schema)\n",
		},
		{
			resources + "schema.go",
			"mc := m.DeepCopy()\n\t\trd := newResourceDiff(mc, ", "rd := newResourceDiff(m, ",
		},
		{resources + "schema.go", "mc.schemaMap[k], result, ", "rd.schema[k], result, "},
		{
			resources + "schema.go",
			"mc := m.DeepCopy()\n\t\t\t\trd := newResourceDiff(mc, ", "rd := newResourceDiff(m, ",
		},
		{resources + "schema.go", "mc.schemaMap[k], result2, ", "rd.schema[k], result2, "},

		{tofuSchema + "implied_type.go", impliedType, "func (b *Block) impliedType() cty.Type {"},
		{tofuSchema + "schema.go", "import (\n", "import (\n\t\"sync/atomic\"\n\n"},
		{
			tofuSchema + "schema.go",
			"type Block struct {\n", "type Block struct {\n\timplied atomic.Pointer[cty.Type]\n\n",
		},
		{
			"bridge/pkg/tfshim/sdk-v2/proposed_new.go",
			"\tschema, err := configschemaBlock(res)\n", "\tschema, err := convertSchema(res)\n",
		},
		{
			"bridge/pkg/tfshim/sdk-v2/proposed_new.go",
			"\tpriorC := hcty2cty(prior)\n\tconfigC := hcty2cty(config)\n",
			"\ttypes := conversion{schema.types, convertedTypes{}}\n" +
				"\tpriorC := types.ofValue(prior)\n\tconfigC := types.ofValue(config)\n",
		},
		{
			"bridge/pkg/tfshim/sdk-v2/proposed_new.go",
			"objchange.ProposedNew(schema, ", "objchange.ProposedNew(schema.block, ",
		},

		{"upstream/internal/provider/framework/provider.go", ": endpointsBlock(),\n", ": listedEndpoints(),\n"},
	},
}
