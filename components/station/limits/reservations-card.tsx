'use client'

import { CalendarPlus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { nextWallTime } from '@/lib/charging-limits/hold-limit'
import type { LiveStation } from '@/lib/live/events'
import type { ReservationView } from '@/lib/reservations/queries'
import { OutletChoice, TokenChoice, useOutlets } from '../command-choices'
import type { CommandAction } from '../station-actions'
import { CommandForm, StationDialog } from '../station-dialog'
import { useLimitWords } from './use-limit-words'

interface ReservationsCardProps {
  live: LiveStation
  reservations: readonly ReservationView[]
  tokens: readonly { value: string; name: string }[]
  timeZone: string
  command: CommandAction
  disabledWhy: string | undefined
}

/** For whom outlets are and were kept. */
export function ReservationsCard({
  live,
  reservations,
  tokens,
  timeZone,
  command,
  disabledWhy,
}: ReservationsCardProps) {
  const t = useTranslations('limits')
  const words = useLimitWords(timeZone)
  const common = useTranslations('common')
  const { act } = useAct()
  const cancel = (reservationId: number) =>
    act(command, { id: live.id, command: { type: 'cancel-reservation', reservationId } }, t('asked'))
  return (
    <TableCard
      title={t('reservations')}
      action={
        <StationDialog
          small
          open={
            <>
              <CalendarPlus aria-hidden />
              {t('reserve.name')}
            </>
          }
          disabledWhy={disabledWhy}
          title={t('reserve.title', { id: live.id })}
          description={t('reserve.text')}
        >
          {(close) => <ReserveForm live={live} tokens={tokens} timeZone={timeZone} command={command} onDone={close} />}
        </StationDialog>
      }
      empty={t('noReservations')}
      scrolls
      columns={[
        { label: t('column.where') },
        { label: t('column.who') },
        { label: t('column.until') },
        { label: t('column.stage') },
        { label: t('cancel'), hidden: true },
      ]}
    >
      {reservations.map((reservation) => (
        <TableRow key={reservation.id}>
          <TableCell>
            {reservation.evse === null ? t('anyOutlet') : words.place(reservation.evse)}
            {reservation.connectorType && <span className="text-muted-foreground"> {reservation.connectorType}</span>}
          </TableCell>
          <TableCell>
            {reservation.who ?? <span className="font-mono text-xs">{reservation.token}</span>}
            {reservation.groupName && (
              <span className="block text-muted-foreground text-xs">{t('group', { name: reservation.groupName })}</span>
            )}
          </TableCell>
          <TableCell>
            <DateTime at={reservation.expiresAt} timeZone={timeZone} />
          </TableCell>
          <TableCell>
            <Badge variant={reservation.stage === 'active' ? 'reserved' : 'outline'}>
              {t(`stage.${reservation.stage}`)}
            </Badge>
            {reservation.sessionId !== null && (
              <Link
                href={`/sessions/${reservation.sessionId}`}
                className="ml-2 text-xs underline-offset-4 hover:underline"
              >
                {t('session')}
              </Link>
            )}
            {reservation.reason && <span className="ml-2 text-muted-foreground text-xs">{reservation.reason}</span>}
          </TableCell>
          <TableCell className="text-right">
            {reservation.stage === 'active' && (
              <Confirm
                title={t('cancelTitle')}
                description={t('cancelText', { who: reservation.who ?? reservation.token })}
                confirmLabel={t('cancel')}
                cancelLabel={common('cancel')}
                destructive
                onConfirm={() => cancel(reservation.id)}
                trigger={
                  <Button variant="outline" size="sm" disabled={disabledWhy !== undefined} title={disabledWhy}>
                    {t('cancel')}
                  </Button>
                }
              />
            )}
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

interface ReserveFormProps extends Pick<ReservationsCardProps, 'live' | 'tokens' | 'timeZone' | 'command'> {
  onDone: () => void
}

function ReserveForm({ live, tokens, timeZone, command, onDone }: ReserveFormProps) {
  const t = useTranslations('limits')
  const words = useLimitWords(timeZone)
  const { act, pending } = useAct()
  const outlets = useOutlets(live)
  const [outlet, setOutlet] = useState(outlets[0]?.key ?? 'all')
  const [token, setToken] = useState('')
  const [clock, setClock] = useState('')
  const now = new Date()
  const expiresAt = nextWallTime(clock, now, timeZone)
  const evseId = outlets.find(({ key }) => key === outlet)?.evse
  const ask = async () => {
    if (expiresAt === null || token.trim() === '') return false
    const reserve = { type: 'reserve' as const, evseId, token: token.trim(), expiresAt: expiresAt.toISOString() }
    return act(command, { id: live.id, command: reserve }, t('asked'))
  }
  return (
    <CommandForm ask={ask} onDone={onDone} pending={pending} label={t('reserve.name')}>
      <OutletChoice outlets={outlets} value={outlet} onChange={setOutlet} withAll allLabel={t('anyOutlet')} />
      <TokenChoice tokens={tokens} value={token} onChange={setToken} />
      <Field
        label={t('reserve.until')}
        required
        description={expiresAt ? t('until', { time: words.moment(expiresAt, now.getTime()) }) : t('reserve.untilHelp')}
      >
        <Input type="time" required value={clock} onChange={(event) => setClock(event.target.value)} />
      </Field>
    </CommandForm>
  )
}
