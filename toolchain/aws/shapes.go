package main

import (
	"encoding/json"
	"io"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
)

// A shape is what a program may pass for a property. Exactly one field is set.
type shape struct {
	Type       string           `json:"type,omitempty"` // boolean, number, string, any, asset, archive
	Items      *shape           `json:"items,omitempty"`
	Values     *shape           `json:"values,omitempty"` // of a map with any keys
	Properties map[string]shape `json:"properties,omitzero"`
}

// writeShapes prints the inputs of the provider and of every resource type served, by token, as JSON. They are compared with the
// type declarations of the npm package.
func writeShapes(out io.Writer, info tfbridge.ProviderInfo) error {
	shapes := map[string]map[string]shape{
		"pulumi:providers:aws": shapesOf(info.P.Schema(), info.Config, isInput),
	}
	for name, res := range info.Resources {
		shapes[string(res.Tok)] = shapesOf(info.P.ResourcesMap().Get(name).Schema(), res.Fields, isInput)
	}
	return json.NewEncoder(out).Encode(shapes)
}

// isInput tells what a program may set.
func isInput(property shim.Schema, info *tfbridge.SchemaInfo) bool {
	computedOnly := info != nil && info.MarkAsComputedOnly != nil && *info.MarkAsComputedOnly
	return (property.Optional() || property.Required()) && !computedOnly
}

// isAny keeps everything: inside an object the npm package declares what is only computed, too.
func isAny(shim.Schema, *tfbridge.SchemaInfo) bool { return true }

// shapesOf describes the properties of a resource, or of an object inside one, that keep selects.
func shapesOf(
	schema shim.SchemaMap, infos fields, keep func(shim.Schema, *tfbridge.SchemaInfo) bool,
) map[string]shape {
	properties := map[string]shape{}
	schema.Range(func(name string, property shim.Schema) bool {
		if keep(property, infos[name]) {
			properties[tfbridge.TerraformToPulumiNameV2(name, schema, infos)] = shapeOf(property, infos[name])
		}
		return true
	})
	return properties
}

func shapeOf(property shim.Schema, info *tfbridge.SchemaInfo) shape {
	if info == nil {
		info = &tfbridge.SchemaInfo{}
	}
	switch {
	case info.Asset != nil && info.Asset.IsArchive():
		return shape{Type: "archive"}
	case info.Asset != nil:
		return shape{Type: "asset"}
	case info.Type == "integer":
		return shape{Type: "number"}
	case info.Type != "":
		return shape{Type: string(info.Type)}
	}
	switch property.Type() {
	case shim.TypeBool:
		return shape{Type: "boolean"}
	case shim.TypeInt, shim.TypeFloat:
		return shape{Type: "number"}
	case shim.TypeString:
		return shape{Type: "string"}
	case shim.TypeList, shim.TypeSet:
		element := elementShape(property, info.Elem)
		if tfbridge.IsMaxItemsOne(property, info) {
			return element
		}
		return shape{Items: &element}
	case shim.TypeMap:
		if nested, ok := property.Elem().(shim.Resource); ok { // a single object, in the newer framework
			return shape{Properties: shapesOf(nested.Schema(), info.Fields, isAny)}
		}
		element := elementShape(property, info.Elem)
		return shape{Values: &element}
	default:
		return shape{Type: "any"}
	}
}

// elementShape describes the elements of a list, set or map.
func elementShape(property shim.Schema, info *tfbridge.SchemaInfo) shape {
	switch element := property.Elem().(type) {
	case shim.Resource:
		var infos fields
		if info != nil {
			infos = info.Fields
		}
		return shape{Properties: shapesOf(element.Schema(), infos, isAny)}
	case shim.Schema:
		return shapeOf(element, info)
	default:
		return shape{Type: "string"} // Terraform's default for maps
	}
}
