import { totp } from '@cloudact/api/testing/totp'
import type { MailServer } from '@cloudact/notify/testing/mail-server'
import { expect, test, type Page } from '@playwright/test'
import { linkTo, openMailbox } from './mailbox.ts'
import { makeAccount, makeOrganization, PASSWORD } from './make-account.ts'

const unique = Date.now().toString(36)
const org = `harbor_${unique}`
const company = `Harbor ${unique}`
const address = (name: string) => `${name}.${unique}@example.com`
const fresh = 'a new horse battery'

let mails: MailServer
test.beforeAll(async ({}, info) => {
  mails = await openMailbox(Number(info.config.metadata['smtpPort']))
})
test.afterAll(() => mails.close())

const invitationTo = (email: string) => linkTo(mails, email, /^Join Harbor/)

async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.goto(`/${org}/settings`)
  await page.getByLabel('E-mail to invite').fill(email)
  await page.getByRole('combobox', { name: 'Role' }).selectOption(role)
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByText(`${email} was mailed an invitation as ${role}`)).toBeVisible()
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function expectRole(page: Page, role: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/${org}/dashboard`))
  await page.goto(`/${org}/settings`)
  await expect(page.getByRole('region', { name: 'Organization' })).toContainText(company)
  await expect(page.getByRole('region', { name: 'Organization' })).toContainText(role)
}

test('an invited newcomer makes an account, joins, and has the role', async ({ page, browser }) => {
  await makeAccount(page, address('owner'), 'Olga Owner')
  await makeOrganization(page, org, company)
  await invite(page, address('ned'), 'editor')
  await expect(page.getByRole('list', { name: 'Pending invitations' })).toContainText(address('ned'))

  const guest = await browser.newPage()
  const link = await invitationTo(address('ned'))
  await guest.goto(link)
  await expect(guest.getByRole('heading', { name: `Join ${company}` })).toBeVisible()
  await expect(guest.getByText('Olga Owner invites you, as editor.')).toBeVisible()
  await expect(guest.getByLabel('E-mail')).toHaveValue(address('ned'))
  await guest.getByLabel('Name').fill('Ned Newcomer')
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Create account' }).last().click()
  await expectRole(guest, 'editor')
  await expect(guest.getByLabel('E-mail to invite')).toHaveCount(0)

  await guest.goto(link)
  await expect(guest.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('row', { name: new RegExp(address('ned')) })).toContainText('editor')
  await expect(page.getByRole('list', { name: 'Pending invitations' })).toHaveCount(0)

  // The same person, who has an account by now, is invited again after they were removed.
  await page.getByRole('button', { name: `Remove ${address('ned')}` }).click()
  await expect(page.getByRole('row', { name: new RegExp(address('ned')) })).toHaveCount(0)
  await invite(page, address('ned'), 'viewer')
  await guest.goto(await invitationTo(address('ned')))
  await guest.getByRole('button', { name: `Join ${company}` }).click()
  await expectRole(guest, 'viewer')

  // A browser in which somebody else is signed in.
  await invite(page, address('owen'), 'admin')
  await makeAccount(await browser.newPage(), address('owen'), 'Owen Other')
  await guest.goto(await invitationTo(address('owen')))
  await expect(guest.getByText(`You are signed in as ${address('ned')}.`)).toBeVisible()
  await guest.getByRole('button', { name: 'Sign out' }).click()
  await guest.getByRole('radio', { name: 'Sign in' }).click()
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectRole(guest, 'admin')

  await invite(page, address('rue'), 'viewer')
  const dead = await invitationTo(address('rue'))
  await page.getByRole('button', { name: `Revoke the invitation of ${address('rue')}` }).click()
  await expect(page.getByRole('list', { name: 'Pending invitations' })).toHaveCount(0)
  await guest.goto(dead)
  await expect(guest.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()
})

test('a forgotten password is replaced by mail, and ends the sessions it opened', async ({
  page,
  browser,
}) => {
  await makeAccount(page, address('flo'), 'Flo Forgetful')
  const other = await browser.newPage()
  await other.goto('/login')
  await other.getByRole('link', { name: 'Forgot password?' }).click()
  await expect(other.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  await other.getByLabel('E-mail').fill(address('flo'))
  await other.getByRole('button', { name: 'Send a link' }).click()
  await expect(other.getByText(`If ${address('flo')} has an account, a link is on its way.`)).toBeVisible()

  const link = await linkTo(mails, address('flo'), /^Set a new password/)
  await other.goto(link)
  await other.getByLabel('New password').fill(fresh)
  await other.getByRole('button', { name: 'Set the password' }).click()
  await expect(other.getByText('Your password is set.')).toBeVisible()
  await page.goto('/account')
  await expect(page).toHaveURL(/\/login/)

  await other.getByRole('link', { name: 'Sign in' }).click()
  await signIn(other, address('flo'), PASSWORD)
  await expect(other.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await signIn(other, address('flo'), fresh)
  await expect(other.getByRole('heading', { name: 'New organization' })).toBeVisible()

  await page.goto(link)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'used before or has expired' })).toBeVisible()
})

test('a second step is set up, asked for at sign-in, and a backup code does too', async ({ page }) => {
  await makeAccount(page, address('tia'), 'Tia Twostep')
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Second step at sign-in' })
  await section.getByRole('button', { name: 'Set it up' }).click()
  await section.getByLabel('Current password').fill(PASSWORD)
  await section.getByRole('button', { name: 'Go on' }).click()
  const uri = (await section.getByRole('link', { name: 'open the app' }).getAttribute('href')) ?? ''
  await section.getByLabel('Code').fill(totp(uri, Date.now()))
  await section.getByRole('button', { name: 'Switch it on' }).click()
  await expect(section.getByText('on', { exact: true })).toBeVisible()
  const [backup = ''] = await section
    .getByRole('list', { name: 'Backup codes' })
    .getByRole('listitem')
    .allTextContents()

  for (const step of ['app', 'backup'] as const) {
    await page.context().clearCookies()
    await page.goto('/login')
    await signIn(page, address('tia'), PASSWORD)
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
    if (step === 'backup') await page.getByRole('button', { name: 'Use a backup code' }).click()
    await page
      .getByLabel(step === 'app' ? 'Code' : 'Backup code')
      .fill(step === 'app' ? totp(uri, Date.now()) : backup)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', { name: 'New organization' })).toBeVisible()
  }
})

test('a key with chosen rights is made, shown once, and revoked', async ({ page }) => {
  const own = `keys_${unique}`
  await makeAccount(page, address('kay'), 'Kay Keys')
  await makeOrganization(page, own, 'Keys')
  await page.goto(`/${own}/settings`)
  const section = page.getByRole('region', { name: 'API keys' })
  await expect(section.getByText('Main key', { exact: true })).toBeVisible()

  await section.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nightly export')
  await dialog.getByRole('checkbox', { name: 'read and export costs' }).uncheck()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByText('Choose at least one')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'read and export costs' }).check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog).toBeHidden()
  const key = (await section.getByLabel('API key', { exact: true }).textContent()) ?? ''
  const read = () => page.request.get(`/api/v1/costs/${own}/filters`, { headers: { 'x-api-key': key } })
  expect((await read()).status()).toBe(200)
  await page.reload()
  await expect(section.getByText('Nightly export')).toBeVisible()
  await expect(page.getByText(key)).toHaveCount(0)

  await section.getByRole('button', { name: 'Revoke Nightly export' }).click()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(section.getByText('Nightly export')).toHaveCount(0)
  await expect.poll(async () => (await read()).status()).toBe(401)
})
