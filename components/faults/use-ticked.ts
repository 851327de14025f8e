import { useMemo, useState } from 'react'

/** Which rows are ticked. One that is no longer listed is no longer ticked: nobody acts on what they do not see. */
export function useTicked(listed: readonly { readonly id: string }[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const selected = useMemo(
    () => (ticked.size === 0 ? ticked : new Set(listed.filter(({ id }) => ticked.has(id)).map(({ id }) => id))),
    [ticked, listed],
  )
  const isAll = listed.length > 0 && selected.size === listed.length
  const selection = useMemo(
    () => ({
      selected,
      isAll,
      toggle: (id: string) =>
        setTicked((now) => {
          const next = new Set(now)
          if (!next.delete(id)) next.add(id)
          return next
        }),
      toggleAll: () => setTicked(isAll ? new Set() : new Set(listed.map(({ id }) => id))),
    }),
    [selected, isAll, listed],
  )
  return { selected, selection, clear: () => setTicked(new Set()) }
}
