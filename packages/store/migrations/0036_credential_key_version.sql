-- Which version of the master key wraps a credential's data key: what still needs a version before it is destroyed.
ALTER TABLE org_integration_credentials ADD COLUMN kms_key_version text;
-- The envelope of the local key ring has it after `CAE1` and one byte of length.
UPDATE org_integration_credentials
  SET kms_key_version = convert_from(substring(encrypted_credential FROM 6 FOR get_byte(encrypted_credential, 4)), 'UTF8')
  WHERE substring(encrypted_credential FROM 1 FOR 4) = '\x43414531'::bytea AND length(encrypted_credential) > 5;
CREATE INDEX org_integration_credentials_by_kms_key_version ON org_integration_credentials (kms_key_version);
