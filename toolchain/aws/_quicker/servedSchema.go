package quicker

import (
	"sync"

	"github.com/hashicorp/terraform-plugin-sdk/v2/internal/configs/configschema"
)

// A schemaFunc returns the schema of a resource.
type schemaFunc func() *configschema.Block

// keepSchemas has each resource build its schema once: nothing changes the schemas of a provider that is served.
func keepSchemas(p *Provider) {
	for _, r := range p.ResourcesMap {
		r.served = sync.OnceValue(r.buildCoreConfigSchema)
	}
}

// CoreConfigSchema is a convenient shortcut for calling CoreConfigSchema on the resource's schema. Nobody changes what it returns.
func (r *Resource) CoreConfigSchema() *configschema.Block {
	if r.served != nil {
		return r.served()
	}
	return r.buildCoreConfigSchema()
}

// ownSchema copies the schema before ForceNew changes it. Few diffs get there, and a copy of a web ACL's takes longer than all the
// rest of its diff.
func (d *ResourceDiff) ownSchema() {
	if !d.ownsSchema {
		shared := schemaMap(d.schema)
		d.schema, d.ownsSchema = shared.DeepCopy(), true
	}
}
