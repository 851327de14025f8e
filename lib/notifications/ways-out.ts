interface Settings {
  readonly SMTP_URL?: string | undefined
  readonly SMTP_FROM?: string | undefined
  readonly SMS_URL?: string | undefined
  readonly VAPID_PRIVATE_KEY?: string | undefined
  readonly DEMO: boolean
}

/** Which ways out of the house are set up. */
export interface WaysOut {
  readonly email: boolean
  readonly sms: boolean
  readonly push: boolean
  /** What is not set up is shown in the delivery log as if it had left. */
  readonly isDemo: boolean
}

export const waysOut = ({ SMTP_URL, SMTP_FROM, SMS_URL, VAPID_PRIVATE_KEY, DEMO }: Settings): WaysOut => ({
  email: Boolean(SMTP_URL && SMTP_FROM),
  sms: Boolean(SMS_URL),
  push: Boolean(VAPID_PRIVATE_KEY),
  isDemo: DEMO,
})
