import { gravityOf } from '@/components/faults/gravity'
import type { FaultRow } from '@/lib/faults/queries/list-faults'

/** The list's own address, as far as it narrows what is listed. */
export interface FaultQuery {
  readonly isOpen: boolean
  readonly search: string | null
  readonly stages: readonly string[]
  readonly gravities: readonly string[]
  readonly sites: readonly string[]
  /** By name, as the list's filter has them. */
  readonly assignees: readonly string[]
}

export function readFaultQuery(query: URLSearchParams): FaultQuery {
  // As the table's view writes lists: separated by commas, one inside a value escaped.
  const list = (name: string) =>
    (query.get(name) ?? '')
      .split(',')
      .filter(Boolean)
      .map((value) => value.replaceAll('%2C', ','))
  return {
    isOpen: query.get('state') !== 'closed',
    search: query.get('q')?.trim() || null,
    stages: list('stage'),
    gravities: list('severity'),
    sites: list('site'),
    assignees: list('assignee'),
  }
}

/** Whether the list shows it. @param nobody what the list calls having no assignee @param somebody having one whose name is not told */
export function isExported(row: FaultRow, query: FaultQuery, nobody: string, somebody: string): boolean {
  const fits = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value)
  return (
    (!query.isOpen || fits(query.stages, row.stage)) &&
    fits(query.gravities, gravityOf(row.severity)) &&
    fits(query.sites, row.site?.name ?? '') &&
    (!query.isOpen || fits(query.assignees, row.assignee === null ? nobody : (row.assignee.name ?? somebody)))
  )
}
