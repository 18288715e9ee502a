import { expect, type Page } from '@playwright/test'

/** Signs in to the demo organization the way a first visitor does; returns its slug. */
export async function openDemo(page: Page): Promise<string> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in or open the demo' }).click()
  await page.getByRole('button', { name: 'Open the demo' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  const [, org] = new URL(page.url()).pathname.split('/')
  expect(org).toBeTruthy()
  return org ?? ''
}
