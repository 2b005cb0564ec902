package quicker

import (
	"reflect"
	"sync"

	hcty "github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/zclconf/go-cty/cty"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/vendored/opentofu/configs/configschema"
)

// A convertedSchema is what planning needs of a resource's schema, in the types of the other cty. It is converted once, so that all
// values of the resource share their types.
type convertedSchema struct {
	block *configschema.Block
	types convertedTypes
}

// convertedTypes are object types, by the map that keeps their attributes.
type convertedTypes map[uintptr]convertedType

// A convertedType holds the original, so that no other one gets its address.
type convertedType struct {
	from hcty.Type
	to   cty.Type
}

var convertedSchemas sync.Map // of func() (*convertedSchema, error), by *schema.Resource

func convertSchema(res *schema.Resource) (*convertedSchema, error) {
	convert := sync.OnceValues(func() (*convertedSchema, error) {
		block, err := configschemaBlock(res)
		types := convertedTypes{}
		conversion{made: types}.ofType(res.CoreConfigSchema().ImpliedType())
		return &convertedSchema{block, types}, err
	})
	kept, _ := convertedSchemas.LoadOrStore(res, convert)
	return kept.(func() (*convertedSchema, error))()
}

// A conversion is one of values whose types are those of the schema, or made by a value for itself.
type conversion struct {
	known, made convertedTypes
}

func (c conversion) ofValue(val hcty.Value) cty.Value {
	if val.IsKnown() && val.Equals(hcty.NilVal).True() {
		return cty.NilVal
	}
	return hcty2ctyWithType(c.ofType(val.Type()), val)
}

func (c conversion) ofType(t hcty.Type) cty.Type {
	switch {
	case t.IsListType():
		return cty.List(c.ofType(*t.ListElementType()))
	case t.IsMapType():
		return cty.Map(c.ofType(*t.MapElementType()))
	case t.IsSetType():
		return cty.Set(c.ofType(*t.SetElementType()))
	case t.IsObjectType():
		address := reflect.ValueOf(t.AttributeTypes()).Pointer()
		for _, types := range []convertedTypes{c.known, c.made} {
			if found, ok := types[address]; ok {
				return found.to
			}
		}
		attributes := map[string]cty.Type{}
		for name, attribute := range t.AttributeTypes() {
			attributes[name] = c.ofType(attribute)
		}
		to := cty.Object(attributes)
		c.made[address] = convertedType{t, to}
		return to
	default:
		return htype2ctype(t)
	}
}
