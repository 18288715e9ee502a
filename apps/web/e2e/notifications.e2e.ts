import { expect, test } from '@playwright/test'
import { openDemo } from './open-demo.ts'

test('a channel is added, changed and deleted', async ({ page }) => {
  await openDemo(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Notifications' }).click()
  await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible()

  await page.getByRole('button', { name: 'Add a channel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await expect(dialog.getByText('A name is needed.')).toBeVisible()
  await dialog.getByLabel('Name').fill('FinOps')
  await dialog.getByLabel('Recipients').fill('finops@example.com')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Failed runs · finops@example.com')).toBeVisible()

  await page.getByRole('button', { name: 'Edit FinOps' }).click()
  await dialog.getByLabel('Tell about').selectOption('Every run that ends')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Every run that ends · finops@example.com')).toBeVisible()

  await page.getByRole('button', { name: 'Delete FinOps' }).click()
  await dialog.getByRole('button', { name: 'Delete the channel' }).click()
  await expect(page.getByText('finops@example.com')).toHaveCount(0)
})
