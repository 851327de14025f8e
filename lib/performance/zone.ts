/** Whose days count where a station has no site, and for figures of the whole network. */
export const NO_SITE_ZONE = 'Europe/Stockholm'
