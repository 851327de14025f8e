interface Placed {
  /** null: as its site. */
  readonly hasPublicPage: boolean | null
  /** null: it stands at no site. */
  readonly site: { readonly hasPublicPages: boolean } | null
}

/** Whether a station has a page for drivers: as it says itself, else as its site does; one that stands nowhere has. */
export const hasPublicPage = ({ hasPublicPage, site }: Placed): boolean => hasPublicPage ?? site?.hasPublicPages ?? true

/** What is read of a station to know. */
export const PUBLIC_PAGE = { hasPublicPage: true, site: { select: { hasPublicPages: true } } } as const
