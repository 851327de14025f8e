import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { hasPushAction, removePushAction, savePushAction } from '@/app/(console)/own-notices'
import { requireUser } from '@/app/session'
import { setLanguage } from '@/app/set-language'
import { PasswordForm } from '@/components/account/password-form'
import { Preferences } from '@/components/account/preferences'
import { SignIns } from '@/components/account/sign-ins'
import { PushCard } from '@/components/push/push-card'
import { Page } from '@/components/shell/page'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { env } from '@/lib/env'
import { vapidKeys } from '@/lib/notifications/vapid'
import { listOwnSignIns } from '@/lib/users/queries'
import { changePassword, endSignIn } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') }
}

export default async function AccountPage() {
  const { actor, name, email, signInId } = await requireUser()
  const t = await getTranslations('account')
  const roles = await getTranslations('users.role')
  const notices = await getTranslations('notifications.push')
  const pushKey = env().VAPID_PRIVATE_KEY
  const signIns = await listOwnSignIns(actor)
  return (
    <Page
      title={t('title')}
      description={`${name ? `${name} · ` : ''}${email} · ${roles(actor.role)}`}
      className="max-w-3xl"
    >
      <Card>
        <CardHeader>
          <CardTitle>{t('preferences')}</CardTitle>
        </CardHeader>
        <CardContent>
          <Preferences setLanguage={setLanguage} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{notices('title')}</CardTitle>
            <CardDescription>{notices('text')}</CardDescription>
          </div>
        </CardHeader>
        <CardContent>
          <PushCard
            publicKey={pushKey ? vapidKeys(pushKey).publicKey : null}
            has={hasPushAction}
            save={savePushAction}
            remove={removePushAction}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{t('password')}</CardTitle>
            <CardDescription>{t('passwordText')}</CardDescription>
          </div>
        </CardHeader>
        <CardContent>
          <PasswordForm change={changePassword} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{t('signIns')}</CardTitle>
            <CardDescription>{t('signInsText')}</CardDescription>
          </div>
        </CardHeader>
        <SignIns
          end={endSignIn}
          signIns={signIns.map((each) => ({
            id: each.id,
            userAgent: each.userAgent,
            createdAt: each.createdAt.toISOString(),
            isThis: each.id === signInId,
          }))}
        />
      </Card>
    </Page>
  )
}
