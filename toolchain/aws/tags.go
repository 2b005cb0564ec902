package main

import (
	"context"
	"os"
	"strings"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// applyTagsAndRegion fills in, while a resource is checked, the two properties that Terraform only
// fills in later from the provider's configuration. Both then show in previews, and policy packs
// can see them:
//
//   - tagsAll, the provider's defaultTags overlaid with the resource's own tags. Programs cannot
//     set it. (A few types built on the newer Terraform framework compute it themselves, when they
//     are planned; they refuse a value.)
//   - region, the provider's region unless the resource names its own.
func applyTagsAndRegion(info *tfbridge.ProviderInfo) {
	for name, res := range info.Resources {
		props := info.P.ResourcesMap().Get(name).Schema()
		tags, hasTags := props.GetOk("tags")
		tagsAll, hasTagsAll := props.GetOk("tags_all")
		tagged := hasTags && tags.Optional() && hasTagsAll && tagsAll.Optional()
		region, hasRegion := props.GetOk("region")
		regional := hasRegion && (region.Optional() || region.Required()) && region.Deprecated() == ""
		if tagged {
			if res.Fields == nil {
				res.Fields = fields{}
			}
			res.Fields["tags_all"] = &tfbridge.SchemaInfo{MarkAsComputedOnly: tfbridge.True()}
		}
		if !tagged && !regional {
			continue
		}
		res.PreCheckCallback = func(
			_ context.Context, inputs, config resource.PropertyMap,
		) (resource.PropertyMap, error) {
			inputs = inputs.Copy()
			if tagged {
				inputs["tagsAll"] = mergedTags(inputs["tags"], config)
			}
			if given, ok := inputs["region"]; regional && (!ok || given.IsNull()) {
				if r := providerRegion(config); !r.IsNull() {
					inputs["region"] = r
				}
			}
			return inputs, nil
		}
	}
}

// providerRegion is the region of the provider's configuration, or of the environment.
func providerRegion(config resource.PropertyMap) resource.PropertyValue {
	if r, ok := config["region"]; ok && !r.IsNull() {
		return r
	}
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
		if r := os.Getenv(name); r != "" {
			return resource.NewStringProperty(r)
		}
	}
	return resource.NewNullProperty()
}

// mergedTags returns the default tags overlaid with the resource's tags, less the ignored ones. It
// is unknown while any of them is.
func mergedTags(tags resource.PropertyValue, config resource.PropertyMap) resource.PropertyValue {
	if tags.ContainsUnknowns() || resource.NewObjectProperty(config).ContainsUnknowns() {
		return resource.MakeComputed(resource.NewStringProperty(""))
	}
	merged := resource.PropertyMap{}
	add := func(v resource.PropertyValue) {
		if v.IsObject() {
			for k, tag := range v.ObjectValue() {
				merged[k] = tag
			}
		}
	}
	add(nested(config, "defaultTags", "tags"))
	add(tags)
	for _, prefix := range stringItems(nested(config, "ignoreTags", "keyPrefixes")) {
		for k := range merged {
			if strings.HasPrefix(string(k), prefix) {
				delete(merged, k)
			}
		}
	}
	for _, key := range stringItems(nested(config, "ignoreTags", "keys")) {
		delete(merged, resource.PropertyKey(key))
	}
	return resource.NewObjectProperty(merged)
}

func nested(m resource.PropertyMap, outer, inner resource.PropertyKey) resource.PropertyValue {
	if v, ok := m[outer]; ok && v.IsObject() {
		return v.ObjectValue()[inner]
	}
	return resource.PropertyValue{}
}

func stringItems(v resource.PropertyValue) []string {
	items := []string{}
	if v.IsArray() {
		for _, item := range v.ArrayValue() {
			if item.IsString() {
				items = append(items, item.StringValue())
			}
		}
	}
	return items
}
