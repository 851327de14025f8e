import { SavedViews } from '@/components/saved-views/saved-views'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listSavedViews } from '@/lib/saved-views/queries'
import type { ViewPlace } from '@/lib/saved-views/saved-view'
import { deleteViewAction, saveViewAction } from './faults/actions'

interface ListViewsProps {
  actor: Actor
  place: ViewPlace
  /** Those that come with the house: their name, and the address's query. */
  ready: readonly { readonly name: string; readonly query: string }[]
}

/** The views of a list whose search, filters, sort and columns are in the address. */
export async function ListViews({ actor, place, ready }: ListViewsProps) {
  const views = await listSavedViews(actor, place)
  return (
    <SavedViews
      place={place}
      ready={ready}
      saved={views.map(({ id, view, ...shown }) => ({
        ...shown,
        id: String(id),
        query: typeof view.query === 'string' ? view.query : '',
      }))}
      mayShare={mayDo(actor.role, 'faults.write')}
      actions={{ save: saveViewAction, remove: deleteViewAction }}
    />
  )
}
