'use client'

import { LockOpen, Play, Power, RotateCcw, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { LiveSession, LiveStation } from '@/lib/live/events'
import type { Station } from '@/lib/stations/queries/find-station'
import { Choice, OutletChoice, TokenChoice, useOutlets } from './command-choices'
import type { CommandAction, EverydayCommand } from './station-actions'

interface CommandBarProps {
  station: Station
  live: LiveStation
  sessions: readonly LiveSession[]
  tokens: readonly { value: string; name: string }[]
  command: CommandAction
}

/** What can be done with the station from here. Each asks first and says what will happen and to whom. */
export function CommandBar({ live, sessions, tokens, command }: CommandBarProps) {
  const t = useTranslations('station.command')
  const outlets = useOutlets(live)
  const [outlet, setOutlet] = useState('')
  const [token, setToken] = useState('')
  const [limit, setLimit] = useState('')
  const [sessionId, setSessionId] = useState('')
  const [kind, setKind] = useState<'soft' | 'hard'>('soft')
  const [isOperative, setIsOperative] = useState(true)
  const place = outlets.find(({ key }) => key === outlet) ?? outlets[0]
  const session = sessions.find(({ id }) => id === sessionId) ?? sessions[0]
  const off = live.online ? undefined : t('needsConnection')
  const asked = { id: live.id, command, disabledWhy: off }
  const affected = sessions.length > 0 ? ` ${t('affects', { count: sessions.length })}` : ''

  return (
    <div role="toolbar" aria-label={t('label')} className="flex flex-wrap gap-2">
      <Ask
        {...asked}
        icon={<Play aria-hidden />}
        name={t('start.name')}
        variant="default"
        text={t('start.text')}
        disabledWhy={off ?? (place ? undefined : t('noOutlets'))}
        build={() =>
          place && token.trim()
            ? {
                type: 'start',
                evseId: place.evse,
                connectorId: place.connector,
                token: token.trim(),
                ...(limit.trim() === '' ? {} : { profile: limitOf(limit) }),
              }
            : null
        }
      >
        <OutletChoice outlets={outlets} value={place?.key ?? ''} onChange={setOutlet} />
        <TokenChoice tokens={tokens} value={token} onChange={setToken} />
        <Field label={t('start.limit')} description={t('start.limitHelp')}>
          <Input
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
            inputMode="decimal"
            pattern="[0-9]{1,3}([.,][0-9])?"
            maxLength={5}
            autoComplete="off"
          />
        </Field>
      </Ask>
      <Ask
        {...asked}
        icon={<Square aria-hidden />}
        name={t('stop.name')}
        text={session ? t('stop.text', { who: session.who || t('unknownDriver'), outlet: session.evse }) : ''}
        disabledWhy={off ?? (session ? undefined : t('stop.nobody'))}
        build={() => (session ? { type: 'stop', sessionId: session.id } : null)}
      >
        {sessions.length > 1 && (
          <Choice
            legend={t('stop.which')}
            value={session?.id ?? ''}
            onChange={setSessionId}
            options={sessions.map(({ id, who, evse }) => ({
              value: id,
              label: `${evse}: ${who || t('unknownDriver')}`,
            }))}
          />
        )}
      </Ask>
      <Ask
        {...asked}
        icon={<RotateCcw aria-hidden />}
        name={t('reset.name')}
        text={`${t(`reset.${kind}Text`)}${affected}`}
        isDestructive={kind === 'hard' || sessions.length > 0}
        build={() => ({ type: 'reset', kind })}
      >
        <Choice
          legend={t('reset.how')}
          value={kind}
          onChange={(value) => setKind(value === 'hard' ? 'hard' : 'soft')}
          options={[
            { value: 'soft', label: t('reset.soft'), help: t('reset.softHelp') },
            { value: 'hard', label: t('reset.hard'), help: t('reset.hardHelp') },
          ]}
        />
      </Ask>
      <Ask
        {...asked}
        icon={<LockOpen aria-hidden />}
        name={t('unlock.name')}
        text={t('unlock.text')}
        disabledWhy={off ?? (place ? undefined : t('noOutlets'))}
        build={() => (place ? { type: 'unlock', evseId: place.evse, connectorId: place.connector } : null)}
      >
        <OutletChoice outlets={outlets} value={place?.key ?? ''} onChange={setOutlet} />
      </Ask>
      <Ask
        {...asked}
        icon={<Power aria-hidden />}
        name={t('availability.name')}
        text={t(isOperative ? 'availability.onText' : 'availability.offText')}
        isDestructive={!isOperative}
        build={() => ({
          type: 'change-availability',
          operative: isOperative,
          ...(outlet === 'all' || !place ? {} : { evseId: place.evse }),
        })}
      >
        <OutletChoice
          outlets={outlets}
          value={outlet === 'all' ? 'all' : (place?.key ?? 'all')}
          onChange={setOutlet}
          withAll
        />
        <Choice
          legend={t('availability.to')}
          value={String(isOperative)}
          onChange={(value) => setIsOperative(value === 'true')}
          options={[
            { value: 'true', label: t('availability.on') },
            { value: 'false', label: t('availability.off') },
          ]}
        />
      </Ask>
    </div>
  )
}

/** Amperes for this one session, from its first moment on. */
const limitOf = (amperes: string) => ({
  kind: 'relative' as const,
  schedule: { unit: 'A' as const, periods: [{ startSeconds: 0, limit: Number(amperes.replace(',', '.')) || 0 }] },
})

interface AskProps {
  id: string
  command: CommandAction
  icon: ReactNode
  name: string
  text: string
  variant?: 'default' | 'outline'
  isDestructive?: boolean
  /** Why it cannot be done now. */
  disabledWhy?: string
  /** Null while something is missing. */
  build: () => EverydayCommand | null
  children?: ReactNode
}

/** A button, its question, and the command. It leaves the command behind and does not wait for the station. */
function Ask({
  id,
  command,
  icon,
  name,
  text,
  variant = 'outline',
  isDestructive,
  disabledWhy,
  build,
  children,
}: AskProps) {
  const t = useTranslations('station.command')
  const common = useTranslations('common')
  const errors = useTranslations('errors')
  const { refusal } = useProblem()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const request = build()
  const send = async () => {
    if (!request) return
    setPending(true)
    try {
      const result = await command({ id, command: request })
      if (result.ok) setOpen(false)
      else toast.error(refusal(result))
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={variant} size="lg" disabled={disabledWhy !== undefined} title={disabledWhy}>
          {icon}
          {name}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title', { name, id })}</DialogTitle>
          <DialogDescription>{text}</DialogDescription>
        </DialogHeader>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          {children}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{common('cancel')}</Button>
            </DialogClose>
            <Button
              type="submit"
              variant={isDestructive ? 'destructive' : 'default'}
              pending={pending}
              disabled={!request}
            >
              {name}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
