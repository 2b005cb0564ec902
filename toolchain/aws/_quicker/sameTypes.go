package quicker

import "reflect"

// sameAttributes tells object types with one map of attributes, which is never changed, without looking at the attributes.
// Nested blocks of a web ACL have thousands, and every comparison of values begins with their types.
func sameAttributes(a, b typeObject) bool {
	return reflect.ValueOf(a.AttrTypes).Pointer() == reflect.ValueOf(b.AttrTypes).Pointer()
}
