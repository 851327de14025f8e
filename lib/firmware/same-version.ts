/** Whether two ways of writing a version mean the same: letter case, space around and a "v" in front say nothing. */
export const isSameVersion = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && folded(one) !== '' && folded(one) === folded(other)

const folded = (version: string) =>
  version
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
