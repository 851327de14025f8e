import type { Job } from '../job'
import { isOver } from '../work-order'

/** Jobs as they are driven: what is over last, then the order somebody chose, then by day and age. */
export const dayOrder = <One extends Pick<Job, 'id' | 'state' | 'position' | 'plannedOn'>>(
  jobs: readonly One[],
): readonly One[] =>
  jobs.toSorted(
    (a, b) =>
      Number(isOver(a.state)) - Number(isOver(b.state)) ||
      chosen(a) - chosen(b) ||
      (a.plannedOn ?? '9999').localeCompare(b.plannedOn ?? '9999') ||
      Number(a.id) - Number(b.id),
  )

/** 0: nobody has put it anywhere yet. */
const chosen = ({ position }: { readonly position: number }): number => (position === 0 ? 1_000_000 : position)
