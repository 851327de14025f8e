/** What a person may have on the overview, in the order it is offered. */
export const FIGURES = ['working', 'power', 'fuse', 'charging', 'energy', 'revenue', 'faults', 'offline'] as const
export type FigureId = (typeof FIGURES)[number]

export const PANELS = ['attention', 'map', 'performance', 'sessions'] as const
export type PanelId = (typeof PANELS)[number]

/** What is shown, in this order. */
export interface OverviewLayout {
  readonly figures: readonly FigureId[]
  readonly panels: readonly PanelId[]
}

/** Until somebody chooses. */
export const USUAL_LAYOUT: OverviewLayout = {
  figures: ['working', 'power', 'fuse', 'charging', 'energy', 'revenue'],
  panels: PANELS,
}

/** The name under which a person's own choice is kept among their views of the overview. */
export const OWN_LAYOUT = 'own'

/** A kept choice, as far as it still means something: what does not exist any more is passed over. Null: nothing is left of it. */
export function readLayout(view: unknown): OverviewLayout | null {
  const { figures, panels } = (typeof view === 'object' && view !== null ? view : {}) as Record<string, unknown>
  const layout = { figures: chosen(FIGURES, figures), panels: chosen(PANELS, panels) }
  return layout.figures.length + layout.panels.length === 0 ? null : layout
}

function chosen<Id extends string>(known: readonly Id[], list: unknown): readonly Id[] {
  if (!Array.isArray(list)) return []
  return [...new Set(list)].flatMap((one) => known.find((id) => id === one) ?? [])
}
