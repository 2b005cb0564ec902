"""The certificate authority of the emulated RDS, and a certificate for each address."""

import datetime
import ipaddress
import os
import shutil
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BUNDLE = "rds-ca.pem"
"""The authority's certificate, among the data: what AWS's global-bundle.pem is for clients there."""

IN_FUNCTIONS = "/var/runtime/ca-cert.pem"
"""Where functions find it: Lambda has the authorities of RDS in this file.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
"""

_VALID = datetime.timedelta(days=365)


class Authority:
    """Signs certificates. Made anew with each start of the emulator; its key is in memory only."""

    def __init__(self, folder: Path):
        self.bundle = folder / BUNDLE
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Emulated RDS root")])
        use = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = (
            self._builder(self._name, self._key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(use, critical=True)
        )
        made = builder.sign(self._key, hashes.SHA256())
        self.bundle.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()

    def context(self, address: str) -> ssl.SSLContext:
        """What a listener at an address presents itself with."""
        with self._lock:
            if address not in self._contexts:
                self._contexts[address] = self._make(address)
            return self._contexts[address]

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + _VALID)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
            )
        )

    def _make(self, address: str) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        names = [x509.IPAddress(ipaddress.ip_address(address)), x509.DNSName("localhost")]
        made = (
            self._builder(subject, key)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        place = self._folder / f"{address}.pem"
        try:  # Python's ssl takes files only
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(private + made.public_bytes(serialization.Encoding.PEM))
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(place)
        finally:
            place.unlink(missing_ok=True)
        context.set_alpn_protocols(["postgresql"])
        return context


_FOLDER: list[Path] = []
_ONE: list[Authority] = []
_MAKING = threading.Lock()


def begin(folder: Path) -> None:
    """Makes the folder of certificates and data. What an emulator before has left there goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    _FOLDER[:] = [folder]


def authority() -> Authority:
    """The authority of this process, made by the first call."""
    with _MAKING:
        if not _ONE:
            _ONE.append(Authority(_FOLDER[0]))
        return _ONE[0]
