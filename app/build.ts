/** Another for each build; written into the code when it is built (next.config.js). */
export const BUILD = process.env.LADDVAKT_BUILD ?? ''
