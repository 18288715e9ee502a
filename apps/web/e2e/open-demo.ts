import { expect, type BrowserContext, type Page } from '@playwright/test'

type Session = {
  readonly org: string
  readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>>
}

let shared: Session | undefined

/** Signs in to the demo organization the way a first visitor does; returns its slug. */
export async function signInToDemo(page: Page): Promise<string> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in or open the demo' }).click()
  await page.getByRole('button', { name: 'Open the demo' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  const [, org] = new URL(page.url()).pathname.split('/')
  expect(org).toBeTruthy()
  return org ?? ''
}

/**
 * Opens the demo's dashboard in a session that the tests share: sign-ins per minute are limited. A test that signs out
 * takes `signInToDemo`, whose session is its own.
 */
export async function openDemo(page: Page): Promise<string> {
  if (!shared) {
    const org = await signInToDemo(page)
    shared = { org, cookies: await page.context().cookies() }
    return org
  }
  await page.context().addCookies([...shared.cookies])
  await page.goto(`/${shared.org}/dashboard`)
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  return shared.org
}
