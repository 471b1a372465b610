/** `metadata['order']:'…' AND status:'succeeded'`; undefined where it is more than that (docs.stripe.com/search). */
export function searchTerms(query: string): { field: string; value: string }[] | undefined {
  const terms = query.split(/\s+AND\s+/).map((term) => {
    const [, field, key, value] = /^(\w+)(?:\[['"](\w+)['"]\])?\s*:\s*['"]([^'"]*)['"]$/.exec(term.trim()) ?? [];
    return field === undefined || value === undefined ? undefined : { field: key ? `${field}.${key}` : field, value };
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}
