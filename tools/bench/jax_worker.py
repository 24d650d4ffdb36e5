"""The measuring process of Keras on JAX: see worker.py. Its arguments are the setting and the threads.

default and tuned differ in the environment that the process starts with. A step of training, forward pass, loss, backward
pass and Adam, is one function under jax.jit, as in Keras's guide to its JAX backend; so is the forward pass alone.
"""
import os
import sys

THREADS = int(sys.argv[2])
os.environ["KERAS_BACKEND"] = "jax"
# XLA has a thread for each core that the process may use, and no setting for fewer.
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])

import jax  # noqa: E402
import keras  # noqa: E402
import numpy  # noqa: E402

import keras_model  # noqa: E402
import worker  # noqa: E402


def mean_loss(x, prediction, terms):
    return jax.numpy.mean(keras.losses.binary_crossentropy(x, prediction)) + sum(terms)


def training(model, x):
    optimizer = keras.optimizers.Adam(1e-3)
    optimizer.build(model.trainable_variables)

    def loss_of(trained, other, images):
        prediction, other, terms = model.stateless_call(trained, other, images, training=True, return_losses=True)
        return mean_loss(images, prediction, terms), other

    @jax.jit
    def update(state, images):
        trained, other, moments = state
        (loss, other), gradients = jax.value_and_grad(loss_of, has_aux=True)(trained, other, images)
        trained, moments = optimizer.stateless_apply(moments, gradients, trained)
        return loss, (trained, other, moments)

    state = [[variable.value for variable in variables]
             for variables in (model.trainable_variables, model.non_trainable_variables, optimizer.variables)]

    def step():
        nonlocal state
        loss, state = update(state, x)
        return float(loss)

    return step(), step


def evaluation(model, x):
    trained = [variable.value for variable in model.trainable_variables]
    other = [variable.value for variable in model.non_trainable_variables]

    @jax.jit
    def forward(images):
        prediction, _, terms = model.stateless_call(trained, other, images, training=False, return_losses=True)
        return prediction, mean_loss(images, prediction, terms)

    @jax.jit
    def images_alone(images):
        return forward(images)[0]

    def step():
        return numpy.asarray(images_alone(x))

    step()
    return float(forward(x)[1]), step


def prepare(request):
    import safetensors_file
    keras.backend.clear_session()
    jax.clear_caches()
    keras.mixed_precision.set_global_policy("mixed_bfloat16" if request["precision"] == "bf16" else "float32")
    model = keras_model.build(request["nodes"], safetensors_file.read(request["weights"]))
    x = jax.numpy.asarray(numpy.load(request["input"]).transpose(0, 2, 3, 1))
    return (training if request["mode"] == "train" else evaluation)(model, x)


if __name__ == "__main__":
    worker.serve(prepare)
