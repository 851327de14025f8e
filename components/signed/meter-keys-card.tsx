'use client'

import { Check, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { useActionForm } from '@/components/forms/use-action-form'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { meterKeySchema } from '@/lib/signed-meter-values/meter-key'
import type { MeterKeyRow } from '@/lib/signed-meter-values/queries/list-meter-keys'

export interface MeterKeyActions {
  readonly addMeterKey: Action<{ id: string; evse: number; publicKey: string }>
  readonly removeMeterKey: Action<{ id: string; key: string }>
}

interface MeterKeysCardProps {
  /** The station's identity. */
  id: string
  keys: readonly MeterKeyRow[]
  evses: readonly number[]
  actions: MeterKeyActions
}

/** Which public keys a station's signed meter values are checked against, and who vouches for each. */
export function MeterKeysCard({ id, keys, evses, actions }: MeterKeysCardProps) {
  const t = useTranslations('signed.key')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="text-muted-foreground">{t('text')}</p>
        {keys.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <ul className="grid divide-y">
            {keys.map((key) => (
              <MeterKey key={String(key.id)} id={id} meterKey={key} actions={actions} />
            ))}
          </ul>
        )}
        <AddKey key={keys.length} id={id} evses={evses} action={actions.addMeterKey} />
      </CardContent>
    </Card>
  )
}

function MeterKey({ id, meterKey, actions }: { id: string; meterKey: MeterKeyRow; actions: MeterKeyActions }) {
  const t = useTranslations('signed.key')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const { evse, publicKey, curve, source } = meterKey
  const place = evse === 0 ? t('everyEvse') : t('evse', { number: evse })
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 py-2">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-2">
          {place}
          {curve && <span className="text-muted-foreground">{curve}</span>}
          <Badge variant={source === 'operator' ? 'default' : 'attention'}>{t(source)}</Badge>
        </p>
        <code className="truncate font-mono text-muted-foreground text-xs" title={publicKey}>
          {publicKey}
        </code>
      </div>
      <div className="flex gap-1">
        {source === 'station' && (
          <Button
            variant="outline"
            size="sm"
            pending={pending}
            onClick={() => act(actions.addMeterKey, { id, evse, publicKey }, t('confirmed'))}
          >
            <Check aria-hidden />
            {t('confirm')}
          </Button>
        )}
        <Confirm
          trigger={
            <Button variant="ghost" size="icon-sm" aria-label={t('remove')} title={t('remove')}>
              <Trash2 aria-hidden />
            </Button>
          }
          title={t('removeTitle', { place: place.toLowerCase() })}
          description={t('removeText')}
          confirmLabel={t('remove')}
          cancelLabel={common('cancel')}
          onConfirm={() => act(actions.removeMeterKey, { id, key: String(meterKey.id) }, t('removed'))}
        />
      </div>
    </li>
  )
}

interface AddKeyProps {
  id: string
  evses: readonly number[]
  action: MeterKeyActions['addMeterKey']
}

function AddKey({ id, evses, action }: AddKeyProps) {
  const t = useTranslations('signed.key')
  const [evse, setEvse] = useState(evses[0] ?? 0)
  const { register, submit, pending, problem } = useActionForm<{ publicKey: string }, unknown>({
    schema: meterKeySchema.pick({ publicKey: true }),
    defaultValues: { publicKey: '' },
    action: ({ publicKey }) => action({ id, evse, publicKey }),
    onDone: () => toast.success(t('added')),
  })
  return (
    <form onSubmit={submit} className="grid gap-3 border-t pt-3">
      <Field label={t('place')}>
        <NativeSelect value={evse} onChange={(event) => setEvse(Number(event.target.value))}>
          {evses.map((number) => (
            <option key={number} value={number}>
              {t('evse', { number })}
            </option>
          ))}
          <option value={0}>{t('everyEvse')}</option>
        </NativeSelect>
      </Field>
      <Field label={t('value')} description={t('valueHelp')} error={problem('publicKey')}>
        <Textarea {...register('publicKey')} rows={3} spellCheck={false} className="font-mono text-xs" />
      </Field>
      <Button type="submit" variant="outline" pending={pending} className="justify-self-start">
        {t('add')}
      </Button>
    </form>
  )
}
