/** What figures are put beside each other by. */
export const COMPARED_BY = ['site', 'station', 'model'] as const
export type ComparedBy = (typeof COMPARED_BY)[number]
