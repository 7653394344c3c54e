/** Variables of the environment that a configuration may name: keys of suppliers and of payment providers, and nothing else. */
export const SECRET_VARIABLE = /^(PROVIDER|PAYMENT)_[A-Z0-9_]{1,80}$/;
