'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import type { StationActions } from '@/components/station/station-actions'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Ago } from '@/components/ui/format'
import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet'
import { checkValue } from '@/lib/configuration/check-value'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { LiveStation } from '@/lib/live/events'
import { accessOf } from './access-of'
import { ValueHistory } from './value-history'
import { ValueInput } from './value-input'

interface ValueSheetProps {
  live: LiveStation
  row: ConfigurationRow
  /** A new value not sent yet. */
  waiting: string | null
  timeZone: string
  actions: Pick<StationActions, 'command' | 'valueHistory'>
  onHold: (value: string | null) => void
  onClose: () => void
}

/** One value: what it is, what it may be, what it has been, and its change. */
export function ValueSheet({ live, row, waiting, timeZone, actions, onHold, onClose }: ValueSheetProps) {
  const t = useTranslations('devices.values')
  const { act, pending } = useAct()
  const [value, setValue] = useState(waiting ?? row.value ?? '')
  const problem = checkValue(row, value)
  const isSame = value === (row.value ?? '')
  const attribute = row.attribute === 'Actual' ? {} : { attribute: row.attribute as 'Target' }
  const send = () =>
    act(
      actions.command,
      {
        id: live.id,
        command: { type: 'set-configuration', values: [{ key: row.name, value, ...attribute }] },
      },
      t('sent', { name: row.name }),
    )
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetTitle className="break-all pr-8 font-mono text-sm">{row.name}</SheetTitle>
        <div className="flex flex-wrap gap-1.5">
          {row.attribute !== 'Actual' && <Badge>{row.attribute}</Badge>}
          <Badge variant="outline">{t(`accessWord.${accessOf(row)}`)}</Badge>
          {row.dataType && <Badge variant="outline">{row.dataType}</Badge>}
          {row.unit && <Badge variant="outline">{row.unit}</Badge>}
          {limits(row) && <Badge variant="outline">{limits(row)}</Badge>}
          {row.supportsMonitoring && <Badge variant="outline">{t('canBeWatched')}</Badge>}
        </div>
        {row.readonly ? (
          <p className="break-all rounded-md border bg-muted/40 px-3 py-2 font-mono text-xs">{row.value ?? '–'}</p>
        ) : (
          <form
            className="grid gap-3"
            onSubmit={async (event) => {
              event.preventDefault()
              if (await send()) {
                onHold(null)
                onClose()
              }
            }}
          >
            <Field
              label={row.unit ? `${t('value')} (${row.unit})` : t('value')}
              description={row.value === null || isSame ? undefined : t('was', { value: row.value })}
              error={problem && !isSame ? t(`problem.${problem}`) : undefined}
            >
              <ValueInput kind={row} value={value} onChange={setValue} />
            </Field>
            <div className="flex flex-wrap justify-end gap-2">
              <Button
                type="button"
                variant="outline"
                disabled={(isSame && waiting === null) || (problem !== null && !isSame)}
                onClick={() => {
                  onHold(isSame ? null : value)
                  onClose()
                }}
              >
                {isSame && waiting !== null ? t('takeBack') : t('hold')}
              </Button>
              <Button type="submit" pending={pending} disabled={isSame || problem !== null || !live.online}>
                {t('send')}
              </Button>
            </div>
            <p className="text-muted-foreground text-xs">{live.online ? t('editText') : t('needsConnection')}</p>
          </form>
        )}
        <p className="text-muted-foreground text-xs">
          {t('read')} <Ago at={row.updatedAt} />
        </p>
        <ValueHistory
          key={row.updatedAt.getTime()}
          id={live.id}
          row={row}
          timeZone={timeZone}
          read={actions.valueHistory}
        />
      </SheetContent>
    </Sheet>
  )
}

/** "0 … 300", open ends left open. */
function limits({ minLimit, maxLimit }: ConfigurationRow): string | null {
  return minLimit === null && maxLimit === null ? null : `${minLimit ?? ''} … ${maxLimit ?? ''}`.trim()
}
