'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { cn } from '@/components/ui/cn'
import { NativeSelect } from '@/components/ui/select'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'

/** A component and where it is: "EVSE@2", "Connector@1.2"; '' all. */
export const placeOf = ({ name, component }: ConfigurationRow): string =>
  component === '' ? '' : name.slice(0, name.indexOf('.', name.indexOf('@') < 0 ? 0 : endOfPlace(name)))

/** The dot inside "@1.2" is no boundary. */
function endOfPlace(name: string): number {
  const place = /@\d+(\.\d+(?=\.))?/.exec(name)
  return place === null ? 0 : place.index + place[0].length
}

interface ComponentListProps {
  rows: readonly ConfigurationRow[]
  chosen: string
  onChoose: (place: string) => void
}

/** The device model's components, each with its number of values: the station's own first, then its outlets'. */
export function ComponentList({ rows, chosen, onChoose }: ComponentListProps) {
  const t = useTranslations('devices.values')
  const places = useMemo(() => {
    const counts = new Map<string, { count: number; evse: number }>()
    for (const row of rows) {
      const place = placeOf(row)
      counts.set(place, { count: (counts.get(place)?.count ?? 0) + 1, evse: row.evse })
    }
    return [...counts].sort(([a, one], [b, other]) => one.evse - other.evse || a.localeCompare(b))
  }, [rows])
  const all = { label: t('all'), count: rows.length }
  return (
    <div>
      <div className="md:hidden">
        <NativeSelect aria-label={t('components')} value={chosen} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{`${all.label} (${all.count})`}</option>
          {places.map(([place, { count }]) => (
            <option key={place} value={place}>{`${place} (${count})`}</option>
          ))}
        </NativeSelect>
      </div>
      <nav
        aria-label={t('components')}
        className="max-h-[calc(100dvh-11.5rem)] overflow-y-auto rounded-lg border bg-card p-1 max-md:hidden"
      >
        <Place label={all.label} count={all.count} isChosen={chosen === ''} onClick={() => onChoose('')} />
        {places.map(([place, { count }]) => (
          <Place key={place} label={place} count={count} isChosen={chosen === place} onClick={() => onChoose(place)} />
        ))}
      </nav>
    </div>
  )
}

function Place(props: { label: string; count: number; isChosen: boolean; onClick: () => void }) {
  const { label, count, isChosen, onClick } = props
  return (
    <button
      type="button"
      onClick={onClick}
      aria-pressed={isChosen}
      className={cn(
        'flex w-full items-center justify-between gap-2 rounded-md px-2 py-1 text-left hover:bg-muted/60',
        'focus-visible:outline-2 focus-visible:outline-ring',
        isChosen && 'bg-accent font-medium',
      )}
    >
      <span className="truncate">{label}</span>
      <span className="text-muted-foreground text-xs">{count}</span>
    </button>
  )
}
