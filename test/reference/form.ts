interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A JSON Schema as a person would write the form down: `{height: integer, hash?: string}`. */
export function formOf(schema: Schema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map(formOf).join(" | ");
  if (schema.enum !== undefined) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  if (schema.type === "array")
    return `[${schema.items === undefined ? "" : formOf(schema.items)}, …]`;
  if (schema.properties === undefined) return schema.type ?? "any";
  const fields = Object.entries(schema.properties).map(([name, inner]) => {
    const mark = schema.required?.includes(name) === true ? "" : "?";
    return `${name}${mark}: ${formOf(inner)}`;
  });
  return `{${fields.join(", ")}}`;
}
