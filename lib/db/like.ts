// Prisma's case-less comparisons become ILIKE and leave `_` and `%` as wildcards: CP_1 would also match CPX1.
const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

/** Equal without case, for a Prisma `where`. */
export const sameText = (text: string) => ({ equals: escaped(text), mode: 'insensitive' as const })

/** Contained without case, for a Prisma `where`. */
export const containsText = (text: string) => ({ contains: escaped(text), mode: 'insensitive' as const })

/** Contained without case, for ILIKE. */
export const likePattern = (text: string) => `%${escaped(text)}%`
