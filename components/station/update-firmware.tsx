'use client'

import { CircleFadingArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { LiveStation } from '@/lib/live/events'
import { Choice } from './command-choices'
import { type FileWayName, useFileWay } from './file-way'
import { instantOf } from './instant-of'
import type { CommandAction } from './station-actions'
import { CommandForm, StationDialog } from './station-dialog'
import type { FirmwareChoice } from './tabs'

interface UpdateFirmwareProps {
  live: LiveStation
  /** Packages for stations like this one first. */
  firmware: readonly FirmwareChoice[]
  /** Null: there is only one way. */
  usualWay: FileWayName | null
  command: CommandAction
}

/** Sends the station to a package of the repository. */
export function UpdateFirmware({ live, firmware, usualWay, command }: UpdateFirmwareProps) {
  const t = useTranslations('files.update')
  return (
    <StationDialog
      open={
        <>
          <CircleFadingArrowUp aria-hidden />
          {t('open')}
        </>
      }
      disabledWhy={live.online ? undefined : t('needsConnection')}
      title={t('title', { id: live.id })}
      description={t('text', { version: live.firmware ?? '–' })}
    >
      {(close) =>
        firmware.length === 0 ? (
          <p className="text-muted-foreground">
            {t.rich('none', {
              link: (words) => (
                <Link href="/fleet/firmware" className="text-foreground underline underline-offset-4">
                  {words}
                </Link>
              ),
            })}
          </p>
        ) : (
          <Fields live={live} firmware={firmware} usualWay={usualWay} command={command} onDone={close} />
        )
      }
    </StationDialog>
  )
}

function Fields({ live, firmware, usualWay, command, onDone }: UpdateFirmwareProps & { onDone: () => void }) {
  const t = useTranslations('files.update')
  const [firmwareId, setFirmwareId] = useState(firmware[0]?.id ?? '')
  const [at, setAt] = useState('')
  const chosen = firmware.find(({ id }) => id === firmwareId)
  // 2.x has signatures built in; of a 1.6 station one must know that it has the security extension.
  const [signed, setSigned] = useState<boolean | null>(null)
  const isSigned = chosen?.isSigned === true && (signed ?? live.protocol !== 'ocpp1.6')
  const way = useFileWay(usualWay)
  const { act, pending } = useAct()
  const ask = () => {
    const choice = { firmwareId, signed: isSigned, retrieveAt: instantOf(at), over: way.over }
    const asked = { type: 'update-firmware', ...choice } as const
    return act(command, { id: live.id, command: asked }, t('done'))
  }
  return (
    <CommandForm ask={ask} onDone={onDone} pending={pending} label={t('send')}>
      <Field label={t('firmware')}>
        <NativeSelect value={firmwareId} onChange={({ target }) => setFirmwareId(target.value)}>
          {firmware.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {chosen && !chosen.fits && <p className="text-status-attention">{t('doesNotFit')}</p>}
      {chosen?.isSigned && (
        <Choice
          legend={t('how')}
          value={String(isSigned)}
          onChange={(value) => setSigned(value === 'true')}
          options={[
            { value: 'true', label: t('signed'), help: t('signedHelp') },
            { value: 'false', label: t('plain') },
          ]}
        />
      )}
      <Field label={t('at')} description={t('atHelp')}>
        <Input type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} className="w-60" />
      </Field>
      {way.field}
    </CommandForm>
  )
}
